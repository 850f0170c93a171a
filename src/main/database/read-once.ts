/**
 * What is read from a text that is met again and again: rule settings, consent texts, what was signed.
 * The text itself decides, so that one altered by hand is read anew; the oldest is forgotten first.
 * What is answered is shared between the callers, who never change it.
 */
export const readOnce = <T>(read: (text: string) => T, most: number): ((text: string) => T) => {
  const known = new Map<string, { readonly value: T }>()
  return (text) => {
    const before = known.get(text)
    if (before) return before.value
    const value = read(text)
    const [oldest] = known.size < most ? [] : known.keys()
    if (oldest !== undefined) known.delete(oldest)
    known.set(text, { value })
    return value
  }
}

/** What follows from an object that nobody changes, worked out once for as long as it lives. */
export const onceFor = <Subject, T>(work: (subject: Subject) => T): ((subject: Subject) => T) => {
  const known = new WeakMap<object, { readonly value: T }>()
  return (subject) => {
    if (typeof subject !== 'object' || subject === null) return work(subject)
    const before = known.get(subject)
    if (before) return before.value
    const value = work(subject)
    known.set(subject, { value })
    return value
  }
}
