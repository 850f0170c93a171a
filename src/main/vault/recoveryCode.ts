/** Crockford's base 32: no I, L, O or U, which people misread. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 160 bits as eight groups of four: `7H2K-…`. */
export const recoveryCodeFrom = (bytes: Uint8Array): string => {
  if (bytes.byteLength !== 20) throw new Error('A recovery code has 20 bytes.')
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const characters = bits.match(/.{5}/g)?.map((five) => alphabet[Number.parseInt(five, 2)]) ?? []
  return characters.join('').replace(/(.{4})(?=.)/g, '$1-')
}

/** What was typed as the code it stands for, or null when it cannot be one. */
export const asRecoveryCode = (typed: string): string | null => {
  const characters = typed
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  if (characters.length !== 32 || [...characters].some((one) => !alphabet.includes(one)))
    return null
  return characters.replace(/(.{4})(?=.)/g, '$1-')
}
