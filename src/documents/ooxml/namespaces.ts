import type { Namespaces } from '../xml';

const schemas = 'http://schemas.openxmlformats.org';
const strict = 'http://purl.oclc.org/ooxml';

/** Prefixes that both forms of Office Open XML, transitional and strict, are read with. */
export const officeNamespaces: Namespaces = {
  ...both('w', 'wordprocessingml/main', 'wordprocessingml/2006/main'),
  ...both('wp', 'drawingml/wordprocessingDrawing', 'drawingml/2006/wordprocessingDrawing'),
  ...both('a', 'drawingml/main', 'drawingml/2006/main'),
  ...both('pic', 'drawingml/picture', 'drawingml/2006/picture'),
  ...both('c', 'drawingml/chart', 'drawingml/2006/chart'),
  ...both('dgm', 'drawingml/diagram', 'drawingml/2006/diagram'),
  ...both('xdr', 'drawingml/spreadsheetDrawing', 'drawingml/2006/spreadsheetDrawing'),
  ...both('p', 'presentationml/main', 'presentationml/2006/main'),
  // What is without a prefix in all files that are known.
  ...both('', 'spreadsheetml/main', 'spreadsheetml/2006/main'),
  ...both('r', 'officeDocument/relationships', 'officeDocument/2006/relationships'),
  ...both('m', 'officeDocument/math', 'officeDocument/2006/math'),
  [`${schemas}/package/2006/metadata/core-properties`]: 'cp',
  'http://purl.org/dc/elements/1.1/': 'dc',
  [`${schemas}/markup-compatibility/2006`]: 'mc',
  'http://schemas.microsoft.com/office/drawing/2008/diagram': 'dsp',
  'http://schemas.microsoft.com/office/word/2010/wordml': 'w14',
  'http://schemas.microsoft.com/office/drawing/2014/chartex': 'cx',
  'urn:schemas-microsoft-com:vml': 'v',
  'urn:schemas-microsoft-com:office:office': 'o',
};

function both(prefix: string, ofStrict: string, ofTransitional: string): Namespaces {
  return { [`${strict}/${ofStrict}`]: prefix, [`${schemas}/${ofTransitional}`]: prefix };
}
