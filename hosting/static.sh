#!/bin/sh
# Readies dist/ for hosts that send files and know no rewriting: GitHub Pages, Cloudflare Pages, Netlify. See docs/hosting.md.
set -eu
cd "$(dirname "$0")/../dist"

# Such a host answers /chat with chat.html. In a folder of that name the page's relative addresses would lead astray.
for page in translate documents chat models history diagnostics settings glossaries; do
  cp index.html "$page.html"
done
# Without a page for what is missing, some answer with index.html, which is no weights.
echo 'Not found' > 404.html
cp ../hosting/_headers .
