import { ActionIcon, NativeSelect } from '@mantine/core'
import { IconArrowBackUp, IconPackage } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, query } from '#renderer/api.ts'
import { Failure } from '#renderer/ui/index.ts'
import type { PackId } from '#shared/kernel/index.ts'
import type { Pack } from '#shared/sterilization/index.ts'
import { texts } from './texts.ts'
import type { SessionHandle } from './useSession.ts'

/** Released packs that this session opened; only in a practice that sterilizes. */
export const PackList = ({ session }: { session: SessionHandle }) => {
  const { packs } = session.base
  const store = useQuery(query.sterilization.packsInStore.queryOptions())
  const inStore = store.data ?? []
  const changes = usePackChanges(session)
  return (
    <div className="device-group">
      <h3>{texts.devices.packs}</h3>
      {packs.length === 0 ? <p className="quiet">{texts.devices.noPack}</p> : null}
      <ul className="device-list" aria-label={texts.devices.packs}>
        {packs.map((pack) => (
          <li key={pack.id} className="device-row">
            <IconPackage size={20} aria-hidden />
            <span className="device-row-text">
              <strong>
                {pack.label} · {pack.contents}
              </strong>
              <span className="quiet">{originOf(pack)}</span>
            </span>
            <ActionIcon
              size="sm"
              aria-label={texts.devices.returnPack(pack.label)}
              onClick={() => changes.putBack(pack.id)}
            >
              <IconArrowBackUp size={18} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Failure error={changes.error ?? store.error} />
      <NativeSelect
        size="sm"
        aria-label={texts.devices.takePack}
        value=""
        data={[
          { value: '', label: texts.devices.takePack },
          ...inStore.map((pack) => ({
            value: pack.id,
            label: `${pack.label} · ${pack.contents} · ${originOf(pack)}`,
          })),
        ]}
        onChange={(event) => {
          const pack = inStore.find(({ id }) => id === event.currentTarget.value)
          if (pack) changes.take(pack.id)
        }}
      />
    </div>
  )
}

const originOf = (pack: Pack) =>
  `${texts.devices.pack(pack.sterilizerName, pack.cycleNumber)} · ${texts.devices.sterileUntil(pack.sterileUntil)}`

const usePackChanges = (session: SessionHandle) => {
  const queries = useQueryClient()
  const { sessionId } = session
  const common = {
    onSuccess: session.takeBase,
    onSettled: () => queries.invalidateQueries({ queryKey: query.sterilization.key() }),
  }
  const take = useMutation({
    ...common,
    mutationFn: (packId: PackId) => api.sessions.takePack({ sessionId, packId }),
  })
  const putBack = useMutation({
    ...common,
    mutationFn: (packId: PackId) => api.sessions.returnPack({ sessionId, packId }),
  })
  return {
    error: take.error ?? putBack.error,
    take: (packId: PackId) => take.mutate(packId),
    putBack: (packId: PackId) => putBack.mutate(packId),
  }
}
