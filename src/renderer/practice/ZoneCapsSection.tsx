import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, query } from '#renderer/api.ts'
import { ReasonDialog } from '#renderer/drafts/index.ts'
import { formatMillimetres, Section, toast } from '#renderer/ui/index.ts'
import type { CalendarDate } from '#shared/kernel/index.ts'
import { type RuleSet, type ZoneCap, zoneCapLabel } from '#shared/practice/index.ts'
import { EditButton } from './EditButton.tsx'
import { PublishedOf, PublishedTable } from './PublishedCharts.tsx'
import { CheckAgain, Quality } from './Sourced.tsx'
import { texts } from './texts.ts'
import { ZoneCapDialog, type ZoneCapDialogProps } from './ZoneCapDialog.tsx'
import { inOrder, withoutCaps } from './zoneCapForm.ts'

export interface ZoneCapsSectionProps {
  rules: RuleSet
  today: CalendarDate
  mayEdit: boolean
}

/** The practice's own caps, zone by zone, beside what was published about them. */
export const ZoneCapsSection = ({ rules, today, mayEdit }: ZoneCapsSectionProps) => {
  const [edited, setEdited] = useState<ZoneCapDialogProps['edited']>(null)
  const [removed, setRemoved] = useState<ZoneCap | null>(null)
  const caps = inOrder(rules.settings.zoneCaps)
  return (
    <div id="zone-caps">
      <Section
        title={texts.caps.title}
        description={texts.caps.description}
        surface="flush"
        actions={
          mayEdit ? (
            <Button
              variant="default"
              size="sm"
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => setEdited('new')}
            >
              {texts.caps.add}
            </Button>
          ) : null
        }
      >
        {caps.length === 0 ? (
          <p className="settings-set">{texts.caps.none}</p>
        ) : (
          <div className="settings-table">
            <table aria-label={texts.caps.list}>
              <thead>
                <tr>
                  <th scope="col">{texts.caps.columns.zone}</th>
                  <th scope="col" data-align="number">
                    {texts.caps.columns.cap}
                  </th>
                  <th scope="col">{texts.caps.columns.source}</th>
                  <th scope="col">{texts.caps.columns.published}</th>
                  {mayEdit ? <th scope="col">{texts.caps.columns.action}</th> : null}
                </tr>
              </thead>
              <tbody>
                {caps.map((cap) => (
                  <CapRow
                    key={cap.zone}
                    cap={cap}
                    today={today}
                    actions={
                      mayEdit ? { edit: () => setEdited(cap), remove: () => setRemoved(cap) } : null
                    }
                  />
                ))}
              </tbody>
            </table>
          </div>
        )}
        <PublishedTable />
      </Section>
      <ZoneCapDialog edited={edited} rules={rules} onClose={() => setEdited(null)} />
      <RemoveCap cap={removed} rules={rules} onClose={() => setRemoved(null)} />
    </div>
  )
}

interface CapRowProps {
  cap: ZoneCap
  today: CalendarDate
  actions: { edit: () => void; remove: () => void } | null
}

const CapRow = ({ cap, today, actions }: CapRowProps) => {
  const label = zoneCapLabel(cap.zone)
  return (
    <tr>
      <th scope="row">{label}</th>
      <td data-align="number">
        <strong>{formatMillimetres(cap.length)}</strong>
      </td>
      <td>
        <p className="settings-source">
          <Quality quality={cap.quality} />
          {cap.source}
        </p>
        <CheckAgain day={cap.checkOn} today={today} />
      </td>
      <td>
        <PublishedOf zone={cap.zone} />
      </td>
      {actions ? (
        <td>
          <div className="settings-row-actions">
            <EditButton label={texts.caps.edit(label)} onClick={actions.edit} />
            <Button
              variant="default"
              size="sm"
              aria-label={texts.caps.remove(label)}
              onClick={actions.remove}
            >
              {texts.caps.removeShort}
            </Button>
          </div>
        </td>
      ) : null}
    </tr>
  )
}

interface RemoveCapProps {
  cap: ZoneCap | null
  rules: RuleSet
  onClose: () => void
}

const RemoveCap = ({ cap, rules, onClose }: RemoveCapProps) => {
  const queries = useQueryClient()
  const label = cap ? zoneCapLabel(cap.zone) : ''
  const remove = async (reason: string) => {
    if (!cap) return
    await api.practice.updateRules({ settings: withoutCaps(rules.settings, [cap.zone]), reason })
    await queries.invalidateQueries({ queryKey: query.practice.key() })
    toast.done(texts.caps.removed(label))
  }
  return (
    <ReasonDialog
      opened={cap !== null}
      onClose={onClose}
      subject={`zone-cap:${cap?.zone ?? ''}:${rules.version}`}
      title={texts.caps.removeTitle(label)}
      confirmLabel={texts.caps.removeConfirm}
      write={remove}
    >
      {texts.caps.removeText}
    </ReasonDialog>
  )
}
