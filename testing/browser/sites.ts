function site(port: number, base: string) {
  return {
    port,
    base,
    origin: `http://127.0.0.1:${port}`,
    address: `http://127.0.0.1:${port}${base}`,
  };
}

/**
 * The built app in the two places where tests use it: at the root of an origin, and under a sub-path of
 * another.
 */
export const sites = {
  root: site(4183, '/'),
  nested: site(4184, '/some/where/'),
};
