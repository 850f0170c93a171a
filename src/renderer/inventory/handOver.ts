import { useEffect, useState } from 'react'
import { z } from 'zod'

/**
 * What one inventory screen hands to the next: the label that was scanned, the device that it names,
 * and whether a delivery waits for the product. It travels in the entry of the window's history, as a link's target would,
 * and is taken once, so that a reload does not scan again.
 */
const handedOver = z.object({
  scanned: z.string().optional(),
  deviceIdentifier: z.string().optional(),
  thenReceive: z.boolean().optional(),
})
export type HandedOver = z.infer<typeof handedOver>

export const useHandedOver = (): HandedOver => {
  const [given] = useState(() => {
    const read = handedOver.safeParse(history.state)
    return read.success ? read.data : {}
  })
  useEffect(() => history.replaceState(null, ''), [])
  return given
}
