import { Checkbox, Modal } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, query } from '#renderer/api.ts'
import { SecretForm } from '#renderer/signing/index.ts'
import { toast } from '#renderer/ui/index.ts'
import type { PackId } from '#shared/kernel/index.ts'
import type { Load, Pack } from '#shared/sterilization/index.ts'
import { texts } from './texts.ts'

const words = texts.releasePacks

interface ReleasePacksDialogProps {
  opened: boolean
  load: Load
  /** Those that still wait. */
  packs: readonly Pack[]
  onClose: () => void
}

/** The second step, after cooling. */
export const ReleasePacksDialog = (props: ReleasePacksDialogProps) => (
  <Modal
    opened={props.opened}
    onClose={props.onClose}
    title={words.title(props.load.cycleNumber)}
    size={560}
  >
    <ReleasePacksForm {...props} />
  </Modal>
)

const checks = ['dry', 'intact', 'labelled'] as const

const ReleasePacksForm = ({ load, packs, onClose }: ReleasePacksDialogProps) => {
  const [left, setLeft] = useState<readonly PackId[]>([])
  const [seen, setSeen] = useState<readonly string[]>([])
  const chosen = packs.filter(({ id }) => !left.includes(id)).map(({ id }) => id)
  const release = useReleasePacks(load, onClose)
  return (
    <SecretForm
      submitLabel={words.confirm}
      busy={release.isPending}
      error={release.error}
      ready={chosen.length > 0 && checks.every((check) => seen.includes(check))}
      startsAtSecret={false}
      onSubmit={(secret) => release.mutate({ secret, packIds: chosen })}
      onCancel={onClose}
    >
      <p className="confirm-text">{words.text}</p>
      <fieldset className="check-group">
        <legend>{words.packs}</legend>
        {packs.map((pack) => (
          <Checkbox
            key={pack.id}
            checked={!left.includes(pack.id)}
            onChange={({ currentTarget: { checked } }) =>
              setLeft((ids) => (checked ? ids.filter((id) => id !== pack.id) : [...ids, pack.id]))
            }
            label={
              <>
                <strong>{pack.label}</strong> {pack.contents}
              </>
            }
          />
        ))}
        {left.length > 0 ? <p className="load-quiet">{words.left}</p> : null}
      </fieldset>
      <fieldset className="check-group">
        <legend>{words.checks}</legend>
        {checks.map((check, index) => (
          <Checkbox
            key={check}
            checked={seen.includes(check)}
            onChange={({ currentTarget: { checked } }) =>
              setSeen((names) =>
                checked ? [...names, check] : names.filter((name) => name !== check),
              )
            }
            label={words[check]}
            {...(index === 0 ? { 'data-autofocus': true } : {})}
          />
        ))}
      </fieldset>
    </SecretForm>
  )
}

const useReleasePacks = (load: Load, onReleased: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (signed: { secret: string; packIds: PackId[] }) =>
      api.sterilization.releasePacks({ loadId: load.id, checked: true, ...signed }),
    onSuccess: (_load, { packIds }) => {
      void queries.invalidateQueries({ queryKey: query.sterilization.key() })
      toast.done(words.released(packIds.length))
      onReleased()
    },
  })
}
