import { Button, Modal, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPrinter } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '#renderer/api.ts'
import { download, Failure } from '#renderer/ui/index.ts'
import type { LabelSheet, Lot } from '#shared/inventory/index.ts'
import { texts } from './texts.ts'

const most = 100

/** Labels that the scan box reads back, for shelves, boxes and drawn-up products. */
export const LotLabels = ({ lot }: { lot: Lot }) => {
  const [isOpen, dialog] = useDisclosure(false)
  const [copies, setCopies] = useState('1')
  const count = /^\s*\d{1,3}\s*$/.test(copies) ? Number(copies) : 0
  const isRight = count >= 1 && count <= most
  const print = useMutation({
    mutationFn: (sheet: LabelSheet) =>
      api.inventory.lotLabels({ lotId: lot.id, sheet, copies: count }),
    onSuccess: (file) => {
      download(file, file.name)
      dialog.close()
    },
  })
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPrinter size={18} aria-hidden />}
        onClick={dialog.open}
      >
        {texts.labels.print}
      </Button>
      <Modal opened={isOpen} onClose={dialog.close} title={texts.labels.title} size={460}>
        <div className="form-stack">
          <p className="inventory-quiet">{texts.labels.text}</p>
          <TextInput
            label={texts.labels.copies}
            value={copies}
            onChange={(event) => setCopies(event.currentTarget.value)}
            error={isRight ? null : texts.labels.range}
            inputMode="numeric"
            data-autofocus
          />
          <Failure error={print.error} />
        </div>
        <div className="dialog-actions">
          {(['roll', 'a4'] as const).map((sheet) => (
            <Button
              key={sheet}
              variant={sheet === 'roll' ? 'filled' : 'default'}
              disabled={!isRight || print.isPending}
              onClick={() => print.mutate(sheet)}
            >
              {texts.labels.sheets[sheet]}
            </Button>
          ))}
        </div>
      </Modal>
    </>
  )
}
