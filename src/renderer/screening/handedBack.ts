import { useCallback, useEffect, useRef, useState } from 'react'
import type { ClientId } from '#shared/kernel/index.ts'
import { isPin } from '#shared/vault/index.ts'

/** Long enough to read a review of answers; after that she signs as anywhere else. */
const longest = 120_000

/** A page that does not arrive by then never takes it. */
const soon = 10_000

interface HandedBack {
  readonly clientId: ClientId
  readonly secret: string
  readonly at: number
}

/** Only on the way from the client's screen to the review, which takes it at once. */
let onTheWay: HandedBack | null = null

/**
 * The PIN that has just taken the device back from this client. A passphrase is not kept, not even so
 * long: it opens the practice, and she types it again to sign.
 */
export const handBack = (clientId: ClientId, secret: string): void => {
  if (!isPin(secret)) return
  const given = { clientId, secret, at: Date.now() }
  onTheWay = given
  setTimeout(() => {
    if (onTheWay === given) onTheWay = null
  }, soon)
}

/** Hands it out once, and only for this client. */
export const taken = (clientId: ClientId): HandedBack | null => {
  const held = onTheWay
  onTheWay = null
  return held?.clientId === clientId && Date.now() - held.at < longest ? held : null
}

export interface SecretOnce {
  readonly isHeld: boolean
  /** Hands it out once. */
  readonly take: () => string | null
}

/**
 * The secret given a moment ago, for one signature of this page. It lies in a ref of the page alone:
 * used, left or two minutes later it is gone.
 */
export const useHandedBack = (clientId: ClientId): SecretOnce => {
  const held = useRef<HandedBack | null>(null)
  const [isHeld, setIsHeld] = useState(false)
  const drop = useCallback(() => {
    held.current = null
    setIsHeld(false)
  }, [])
  useEffect(() => {
    held.current = taken(clientId) ?? held.current
    if (held.current === null) return
    setIsHeld(true)
    const clock = setTimeout(drop, longest - (Date.now() - held.current.at))
    return () => clearTimeout(clock)
  }, [clientId, drop])
  return {
    isHeld,
    take: () => {
      const secret = held.current?.secret ?? null
      drop()
      return secret
    },
  }
}
