import { Button, Modal } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type SyntheticEvent, useState } from 'react'
import { api, query } from '#renderer/api.ts'
import {
  DefinitionList,
  Failure,
  FindingList,
  formatCelsius,
  Loading,
  PassphraseField,
  toast,
  ToneIcon,
} from '#renderer/ui/index.ts'
import { formatHold, type Load } from '#shared/sterilization/index.ts'
import { texts } from './texts.ts'

export interface ReleaseDialogProps {
  opened: boolean
  load: Load
  onClose: () => void
  onReject: () => void
}

/** What stands against a load, and the signature that releases it when nothing does. */
export const ReleaseDialog = (props: ReleaseDialogProps) => (
  <Modal
    opened={props.opened}
    onClose={props.onClose}
    title={texts.release.title(props.load.cycleNumber)}
    size={600}
  >
    <ReleaseForm {...props} />
  </Modal>
)

const ReleaseForm = ({ load, onClose, onReject }: ReleaseDialogProps) => {
  const judged = useQuery(
    query.sterilization.load.queryOptions({ input: { loadId: load.id }, staleTime: 0 }),
  )
  const release = useRelease(load, onClose)
  // A passphrase is not a draft: it is kept nowhere.
  const [secret, setSecret] = useState('')
  const isStopped = judged.data?.findings.some(({ severity }) => severity === 'stop') ?? true

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (!isStopped && !release.isPending) release.mutate(secret)
  }

  return (
    <form onSubmit={onSubmit}>
      <div className="form-stack">
        <Measured load={load} />
        {judged.data ? (
          <FindingList
            label={texts.release.findings}
            findings={judged.data.findings}
            empty={<Nothing />}
          />
        ) : (
          <Loading lines={2} />
        )}
        <Failure error={judged.error} />
        {judged.data && !isStopped ? (
          <>
            <p className="confirm-text">{texts.release.text(load.packs.length)}</p>
            <PassphraseField
              label={texts.release.passphrase}
              value={secret}
              onChange={setSecret}
              ref={takeFocus}
            />
          </>
        ) : null}
        <Failure error={release.error} />
      </div>
      <div className="dialog-actions">
        <Button variant="default" onClick={onClose}>
          {texts.cancel}
        </Button>
        {judged.data && isStopped ? (
          <Button color="red" onClick={onReject}>
            {texts.release.rejectInstead}
          </Button>
        ) : (
          <Button type="submit" loading={release.isPending} disabled={secret === ''}>
            {texts.release.confirm}
          </Button>
        )}
      </div>
    </form>
  )
}

const useRelease = (load: Load, onReleased: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (secret: string) => api.sterilization.release({ loadId: load.id, secret }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: query.sterilization.key() })
      toast.done(texts.release.released(load.cycleNumber))
      onReleased()
    },
  })
}

const Measured = ({ load }: { load: Load }) => (
  <DefinitionList
    columns={3}
    items={[
      { term: texts.load.sterilizer, value: load.sterilizer.name },
      { term: texts.load.programme, value: load.programmeName },
      {
        term: texts.load.measured,
        value: texts.loads.measured(formatCelsius(load.temperature), formatHold(load.holdSeconds)),
      },
      {
        term: texts.load.indicator,
        value: texts.loads.indicator[load.indicatorResult](load.indicatorType),
      },
      { term: texts.load.indicatorLot, value: load.indicatorLot },
      { term: texts.load.packs, value: load.packs.map(({ label }) => label).join(', ') },
    ]}
  />
)

const Nothing = () => (
  <div className="finding" data-tone="cleared">
    <ToneIcon tone="cleared" size={20} />
    <div className="finding-text">
      <p className="finding-fact">{texts.release.nothing}</p>
      <p className="finding-rule">{texts.release.nothingText}</p>
    </div>
  </div>
)

/** The field appears after the dialog has opened, when nothing stands against the load. */
const takeFocus = (field: HTMLInputElement | null) => field?.focus()
