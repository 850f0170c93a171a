/** Of every practice that a test makes. */
export const testPassphrase = 'copper lantern orbit thistle'
