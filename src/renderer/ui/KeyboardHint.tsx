import { Fragment } from 'react'

const isMac = /mac/i.test(navigator.platform)

/** How a key is written on this computer: `Mod` is ⌘ on a Mac and Ctrl elsewhere. */
const nameOf = (key: string) => {
  if (key === 'Mod') return isMac ? '⌘' : 'Ctrl'
  if (key === 'Enter') return '↵'
  return key
}

/** Keys to press together: `<KeyboardHint keys={['Mod', 'K']} />`. */
export const KeyboardHint = ({ keys }: { keys: readonly string[] }) => (
  <span className="keyboard-hint">
    {keys.map((key) => (
      <Fragment key={key}>
        <kbd>{nameOf(key)}</kbd>
      </Fragment>
    ))}
  </span>
)
