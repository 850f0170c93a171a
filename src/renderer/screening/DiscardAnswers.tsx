import { Button } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ConfirmDialog, Failure, toast } from '#renderer/ui/index.ts'
import { texts } from './texts.ts'
import type { ScreeningHandle } from './useScreening.ts'

/**
 * The way out of a screening that nobody will complete: while it is begun, no session starts on an
 * earlier one.
 */
export const DiscardAnswers = ({ screening: { draft } }: { screening: ScreeningHandle }) => {
  const [isAsking, setIsAsking] = useState(false)
  const queries = useQueryClient()
  const discard = useMutation({
    mutationFn: () => draft.startAgain(),
    onSuccess: async () => {
      setIsAsking(false)
      toast.done(texts.ask.discarded)
      await queries.invalidateQueries()
    },
  })
  // A tick without an answer makes a draft too, and every draft counts as begun.
  if (draft.status.kind === 'untouched' && !isAsking) return null
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconTrash size={18} aria-hidden />}
        onClick={() => setIsAsking(true)}
      >
        {texts.ask.discard}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        title={texts.ask.discardTitle}
        confirmLabel={texts.ask.discard}
        cancelLabel={texts.ask.discardKeep}
        irreversible
        busy={discard.isPending}
        onConfirm={() => discard.mutate()}
        onClose={() => setIsAsking(false)}
      >
        <p>{texts.ask.discardText}</p>
        <Failure error={discard.error} />
      </ConfirmDialog>
    </>
  )
}
