/**
 * Canonical JSON as RFC 8785 defines it: the same value has the same text, so that its hash can be made
 * again. The package `canonicalize` says the same and takes five times as long; a test compares them.
 * @throws TypeError for what is no JSON: NaN, infinity, half of a surrogate pair, nothing at all
 */
export const canonical = (value: unknown): string => {
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed())
        throw new TypeError('Half of a surrogate pair has no canonical form.')
      return JSON.stringify(value)
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError('This number has no canonical form.')
      return String(value)
    case 'boolean':
      return String(value)
    case 'object':
      return value === null ? 'null' : ofObject(value)
    default:
      throw new TypeError(`What is ${typeof value} has no canonical form.`)
  }
}

const ofObject = (value: object): string => {
  if ('toJSON' in value) throw new TypeError('What writes its own JSON has no canonical form.')
  if (Array.isArray(value))
    return `[${value.map((each) => canonical(each === undefined ? null : each)).join(',')}]`
  const members: Readonly<Record<string, unknown>> = { ...value }
  let text = ''
  for (const name of Object.keys(members).sort()) {
    const member = members[name]
    if (member === undefined) continue
    text += `${text === '' ? '' : ','}${canonical(name)}:${canonical(member)}`
  }
  return `{${text}}`
}
