import { type ComponentType, useEffect, useState } from 'react'

/**
 * A part beside the page that is loaded when it is first shown. One that cannot be had (the host
 * has stopped) shows nothing and is asked for again at its next mount: unlike React's `lazy`, it
 * never takes the page and what was typed into it down.
 */
export const later = <Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Meanwhile: ComponentType = Nothing,
): ComponentType<Props> => {
  let known: ComponentType<Props> | null = null
  const Later = (props: Props) => {
    const [Part, setPart] = useState(() => known)
    useEffect(() => {
      let isShown = true
      const show = (part: ComponentType<Props>) => {
        known = part
        if (isShown) setPart(() => part)
      }
      load().then(show, () => undefined)
      return () => {
        isShown = false
      }
    }, [])
    return Part ? <Part {...props} /> : <Meanwhile />
  }
  return Later
}

const Nothing = () => null
