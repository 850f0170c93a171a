import { Button, NativeSelect } from '@mantine/core'
import { IconFileTypePdf } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, query } from '#renderer/api.ts'
import {
  Failure,
  MomentField,
  momentOf,
  Section,
  toast,
  type TypedMoment,
} from '#renderer/ui/index.ts'
import type { Client } from '#shared/clients/index.ts'
import { consentHandout, type ConsentTemplate } from '#shared/consent/index.ts'
import { texts } from './texts.ts'
import { useMoment, useTimeZone } from './usePractice.ts'
import { useSaveFile } from './useSaveFile.ts'

const how = consentHandout.shape.how

interface ReflectionSectionProps {
  client: Client
  template: ConsentTemplate
}

/** Time to think: when the text was given to read, and how. */
export const ReflectionSection = ({ client, template }: ReflectionSectionProps) => {
  const input = { clientId: client.id }
  const handouts = useQuery(query.consent.handouts.queryOptions({ input }))
  const moment = useMoment()
  const blank = useSaveFile(() => api.consent.blank({ ...input, templateId: template.id }))
  return (
    <Section
      title={texts.prepare.reflection}
      description={texts.prepare.reflectionText}
      actions={
        <Button
          size="sm"
          variant="default"
          leftSection={<IconFileTypePdf size={18} aria-hidden />}
          loading={blank.isPending}
          onClick={() => blank.mutate()}
        >
          {texts.prepare.savePdf}
        </Button>
      }
    >
      <div className="prepare-part">
        <Failure error={blank.error ?? handouts.error} />
        {handouts.data && handouts.data.length > 0 ? (
          <ul className="handouts" aria-label={texts.prepare.handouts}>
            {handouts.data.map((handout) => (
              <li key={`${handout.templateId} ${handout.givenAt}`}>
                <strong>{moment(handout.givenAt)}</strong>{' '}
                {texts.prepare.handout(texts.prepare.hows[handout.how], handout.version)}
                {handout.templateId === template.id ? '' : ` (${handout.title})`}
              </li>
            ))}
          </ul>
        ) : (
          <p className="consent-quiet">{texts.prepare.noHandout}</p>
        )}
        <RecordHandout client={client} template={template} />
      </div>
    </Section>
  )
}

const RecordHandout = ({ client, template }: ReflectionSectionProps) => {
  const zone = useTimeZone()
  const queries = useQueryClient()
  const [given, setGiven] = useState<(typeof how.options)[number]>('paper')
  const [when, setWhen] = useState<TypedMoment>(null)
  const record = useMutation({
    mutationFn: async () => {
      const givenAt = momentOf(when, zone)
      if (givenAt === null) return null
      return api.consent.recordHandout({
        clientId: client.id,
        templateId: template.id,
        givenAt,
        how: given,
      })
    },
    onSuccess: async (recorded) => {
      if (recorded === null) return
      toast.done(texts.prepare.handoutRecorded)
      setWhen(null)
      await queries.invalidateQueries()
    },
  })
  return (
    <div className="handout-form">
      <NativeSelect
        label={texts.prepare.handoutHow}
        value={given}
        onChange={(event) => setGiven(how.parse(event.currentTarget.value))}
        data={how.options.map((value) => ({ value, label: texts.prepare.hows[value] }))}
      />
      <MomentField
        label={texts.prepare.handoutWhen}
        zone={zone}
        value={when}
        onChange={setWhen}
        error={record.data === null ? texts.prepare.fillIn : null}
      />
      <Button variant="default" loading={record.isPending} onClick={() => record.mutate()}>
        {texts.prepare.recordHandout}
      </Button>
      <Failure error={record.error} />
    </div>
  )
}
