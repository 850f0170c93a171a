import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useLocation, useParams } from 'wouter'
import { api, query } from '#renderer/api.ts'
import { AttachmentLink } from '#renderer/attachments/index.ts'
import { afterClient } from '#renderer/signing/index.ts'
import {
  Failure,
  Loading,
  Page,
  Section,
  StatusBadge,
  TextLink,
  toast,
} from '#renderer/ui/index.ts'
import { type Consent, consentCopy } from '#shared/consent/index.ts'
import { type CalendarDate, consentId as consentIdSchema } from '#shared/kernel/index.ts'
import { texts } from './texts.ts'
import { usePractice } from './usePractice.ts'
import { useSaveFile } from './useSaveFile.ts'
import './consent.css'

/** Right after the signature: the client's own copy, and how she got it. */
export const CopyPage = () => {
  const { id } = useParams<{ id: string }>()
  const read = consentIdSchema.safeParse(id)
  const consent = useQuery(
    query.consent.get.queryOptions({ input: read.success ? { consentId: read.data } : skipToken }),
  )
  const practice = usePractice()
  if (!consent.data || !practice) {
    return (
      <Page title={texts.record.copyTitle} width="reading">
        {consent.error ? (
          <Failure error={consent.error} />
        ) : (
          <Loading label={texts.record.loading} />
        )}
      </Page>
    )
  }
  return <GiveCopy consent={consent.data} today={practice.today} />
}

const GiveCopy = ({ consent, today }: { consent: Consent; today: CalendarDate }) => {
  const [, goTo] = useLocation()
  const queries = useQueryClient()
  const pdf = useSaveFile(() => api.consent.document({ consentId: consent.id }))
  const seal = useSealed(consent)
  const goOn = useMutation({
    mutationFn: async (how: (typeof consentCopy.shape.how.options)[number] | null) => {
      if (how !== null) {
        await api.consent.recordCopy({ consentId: consent.id, givenOn: today, how, note: '' })
        toast.done(texts.record.copyDone)
      }
      return afterClient(consent.clientId)
    },
    onSuccess: async (address) => {
      goTo(address)
      await queries.invalidateQueries()
    },
  })
  return (
    <Page
      width="reading"
      title={texts.record.copyTitle}
      description={texts.record.copyDescription}
      status={<StatusBadge tone="cleared">{texts.states.valid}</StatusBadge>}
    >
      <Section title={texts.record.copySection} description={texts.record.copyText}>
        <div className="copy-page">
          {consent.medium === 'screen' ? (
            <div className="copy-seal">
              <Button
                leftSection={<IconDownload size={18} aria-hidden />}
                loading={pdf.isPending}
                onClick={() => pdf.mutate()}
              >
                {texts.record.savePdf}
              </Button>
              <span role="status" className="consent-quiet">
                {seal.isPending ? texts.record.sealing : ''}
              </span>
            </div>
          ) : consent.scanId ? (
            <AttachmentLink id={consent.scanId} />
          ) : null}
          <Failure error={pdf.error ?? seal.error} />
          <h3>{texts.record.copyHow}</h3>
          <div className="copy-hows">
            {consentCopy.shape.how.options.map((how) => (
              <Button
                key={how}
                variant="default"
                loading={goOn.isPending && goOn.variables === how}
                disabled={goOn.isPending}
                onClick={() => goOn.mutate(how)}
              >
                {texts.record.hows[how]}
              </Button>
            ))}
          </div>
          <Failure error={goOn.error} />
          <p className="copy-later">
            <Button variant="subtle" color="gray" onClick={() => goOn.mutate(null)}>
              {texts.record.later}
            </Button>
            <TextLink href={`/consents/${consent.id}`}>{texts.record.openIt}</TextLink>
          </p>
        </div>
      </Section>
    </Page>
  )
}

/** Asked for at once, so that the PDF exists from the signature on; it can be made later too. */
const useSealed = ({ id, medium, paper }: Consent) => {
  const queries = useQueryClient()
  const seal = useMutation({
    mutationFn: () => api.consent.document({ consentId: id }),
    onSuccess: () => queries.invalidateQueries(),
  })
  const { mutate } = seal
  const isMissing = medium === 'screen' && paper === 'missing'
  const asked = useRef(false)
  useEffect(() => {
    if (!isMissing || asked.current) return
    asked.current = true
    mutate()
  }, [isMissing, mutate])
  return seal
}
