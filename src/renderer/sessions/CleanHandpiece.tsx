import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { CleaningDialog } from '#renderer/inventory/index.ts'
import type { Device } from '#shared/inventory/index.ts'
import { texts } from './texts.ts'
import { openSessionQuery, type SessionHandle } from './useSession.ts'

/** Whether a finding goes away when the handpiece is cleaned. */
export const isAboutCleaning = ({ code }: { readonly code: string }): boolean =>
  /^inventory\.(?:device-not-cleaned|disinfectant-|contact-too-short)/.test(code)

interface CleanHandpieceProps {
  session: SessionHandle
  device: Device
  size: 'xs' | 'sm'
}

/** One click and one to confirm: what was used the last time stands in the dialog. */
export const CleanHandpiece = ({ session, device: { unit, lot }, size }: CleanHandpieceProps) => {
  const queries = useQueryClient()
  const [isOpen, setIsOpen] = useState(false)
  const piece = texts.devices.piece(unit.label, unit.serial)
  return (
    <>
      <Button size={size} onClick={() => setIsOpen(true)}>
        {texts.devices.recordCleaning}
      </Button>
      {isOpen ? (
        <CleaningDialog
          unitId={unit.id}
          name={`${lot.product.name}, ${piece}`}
          onClose={() => setIsOpen(false)}
          onRecorded={() =>
            void queries.invalidateQueries({
              queryKey: openSessionQuery(session.sessionId).queryKey,
            })
          }
        />
      ) : null}
    </>
  )
}
