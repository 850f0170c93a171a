import { Button, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronDown, IconPrinter } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, query } from '#renderer/api.ts'
import { ReasonDialog } from '#renderer/drafts/index.ts'
import { download, Failure, formatDay, Section, StatusBadge, TextLink } from '#renderer/ui/index.ts'
import { type LabelSheet, labelSheet } from '#shared/inventory/index.ts'
import type { Load, Pack } from '#shared/sterilization/index.ts'
import { texts } from './texts.ts'
import { packTones } from './tones.ts'

const words = texts.loadPage

/** Each pack with its state, its session and its date; labels for all of them. */
export const LoadPacks = ({ load }: { load: Load }) => {
  const labels = useMutation({
    mutationFn: (sheet: LabelSheet) => api.sterilization.packLabels({ loadId: load.id, sheet }),
    onSuccess: (file) => download(file, file.name),
  })
  return (
    <Section
      title={words.packs}
      surface="flush"
      actions={
        <Menu position="bottom-end">
          <Menu.Target>
            <Button
              variant="default"
              leftSection={<IconPrinter size={17} aria-hidden />}
              rightSection={<IconChevronDown size={16} aria-hidden />}
              loading={labels.isPending}
            >
              {words.labels}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {labelSheet.options.map((sheet) => (
              <Menu.Item key={sheet} onClick={() => labels.mutate(sheet)}>
                {words.labelSheets[sheet]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      }
    >
      <Failure error={labels.error} />
      <ul className="pack-list">
        {load.packs.map((pack) => (
          <li key={pack.id}>
            <PackItem pack={pack} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

const mayReprocess = (pack: Pack) =>
  pack.sessionId === null && !['reprocessed', 'used', 'claimed'].includes(pack.state)

const PackItem = ({ pack }: { pack: Pack }) => {
  const queries = useQueryClient()
  const [isOpen, dialog] = useDisclosure(false)
  return (
    <div className="pack-item">
      <div className="pack-item-text">
        <p>
          <strong>{pack.label}</strong> {pack.contents}
        </p>
        <p className="load-quiet">{words.sterileUntil(formatDay(pack.sterileUntil))}</p>
      </div>
      {pack.sessionId ? (
        <TextLink href={`/sessions/${pack.sessionId}`}>{words.session}</TextLink>
      ) : null}
      {pack.recalled && pack.state !== 'recalled' ? (
        <StatusBadge tone="stop">{words.recalledToo}</StatusBadge>
      ) : null}
      <StatusBadge tone={packTones[pack.state]}>{texts.loads.packStates[pack.state]}</StatusBadge>
      {mayReprocess(pack) ? (
        <>
          <Button variant="subtle" onClick={dialog.open} aria-label={words.reprocessOf(pack.label)}>
            {words.reprocess}
          </Button>
          <ReasonDialog
            opened={isOpen}
            onClose={dialog.close}
            subject={`pack-reprocess:${pack.id}`}
            title={texts.reprocess.title(pack.label)}
            confirmLabel={texts.reprocess.confirm}
            irreversible
            write={async (reason) => {
              await api.sterilization.reprocessPack({ packId: pack.id, reason })
              await queries.invalidateQueries({ queryKey: query.sterilization.key() })
            }}
          >
            {texts.reprocess.text}
          </ReasonDialog>
        </>
      ) : null}
    </div>
  )
}
