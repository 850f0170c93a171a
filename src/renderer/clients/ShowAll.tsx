import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { texts } from './texts.ts'

interface ShowAllProps<Item> {
  /** Newest first. */
  items: readonly Item[]
  /** So many stand there at first. */
  first: number
  children: (shown: readonly Item[]) => ReactNode
}

/** The newest of a long list; the rest is one button away. */
export const ShowAll = <Item,>({ items, first, children }: ShowAllProps<Item>) => {
  const [isAll, setIsAll] = useState(false)
  // A button for one more row would take that row's place.
  const isShort = isAll || items.length <= first + 1
  return (
    <>
      {children(isShort ? items : items.slice(0, first))}
      {isShort ? null : (
        <div className="show-all">
          <Button size="sm" variant="subtle" onClick={() => setIsAll(true)}>
            {texts.showAll(items.length)}
          </Button>
        </div>
      )}
    </>
  )
}
