/** The token that ends an answer of the demo. */
export const END = 2;
