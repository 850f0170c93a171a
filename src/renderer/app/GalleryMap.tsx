import { useState } from 'react'
import { FaceMap } from '#renderer/sessions/index.ts'
import { micrometres } from '#shared/kernel/index.ts'
import type { ZoneId } from '#shared/sessions/index.ts'

const treated = {
  forehead: micrometres.parse(500),
  glabella: micrometres.parse(500),
  'temple-left': micrometres.parse(500),
  nose: micrometres.parse(750),
  'cheekbone-left': micrometres.parse(1000),
  'cheekbone-right': micrometres.parse(1000),
  'cheek-left': micrometres.parse(1500),
  'cheek-right': micrometres.parse(1500),
  'upper-lip': micrometres.parse(500),
  perioral: micrometres.parse(750),
  chin: micrometres.parse(2000),
  'jawline-left': micrometres.parse(2500),
  'periorbital-left': micrometres.parse(500),
}

export const GalleryMap = () => {
  const [selected, setSelected] = useState<readonly ZoneId[]>(['cheek-left', 'neck'])
  return (
    <FaceMap
      treated={treated}
      selected={selected}
      onToggle={(zone) =>
        setSelected((now) =>
          now.includes(zone) ? now.filter((id) => id !== zone) : [...now, zone],
        )
      }
    />
  )
}
