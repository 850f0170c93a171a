import { careTexts } from './texts/care.ts'
import { devicesTexts } from './texts/devices.ts'
import { frameTexts } from './texts/frame.ts'
import { gateTexts } from './texts/gate.ts'
import { recordTexts } from './texts/record.ts'
import { zonesTexts } from './texts/zones.ts'

/** Every word of this room's screens, by the part of the screen. */
export const texts = {
  ...frameTexts,
  ...zonesTexts,
  ...devicesTexts,
  ...careTexts,
  ...gateTexts,
  ...recordTexts,
}
