/** `1 zone`, `3 zones`. */
export const count = (number: number, one: string, many: string) =>
  `${number} ${number === 1 ? one : many}`
