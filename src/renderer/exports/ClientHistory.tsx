import {
  IconFileCode,
  IconFileTypeCsv,
  IconFileTypePdf,
  IconFileZip,
  IconHeartRateMonitor,
} from '@tabler/icons-react'
import { useState } from 'react'
import { api } from '#renderer/api.ts'
import { Section, TextLink } from '#renderer/ui/index.ts'
import type { ClientSummary } from '#shared/clients/index.ts'
import type { ClientId } from '#shared/kernel/index.ts'
import { ClientPicker } from './ClientPicker.tsx'
import { FileButtons, type FileChoice } from './FileButtons.tsx'
import { texts } from './texts.ts'

/** One client's history in the format that whoever asks for it can read. */
export const ClientHistory = () => {
  const [client, setClient] = useState<ClientSummary | null>(null)
  return (
    <Section title={texts.history.title} description={texts.history.description}>
      <div className="export-fields">
        <ClientPicker value={client} onChange={setClient} />
        <FileButtons key={client?.id ?? ''} files={filesOf(client?.id ?? null)} />
        {client ? (
          <TextLink href={`/history/clients/${client.id}`}>{texts.history.stood}</TextLink>
        ) : null}
        <p className="export-help">{texts.history.help}</p>
      </div>
    </Section>
  )
}

const formats = [
  { format: 'pdf', icon: IconFileTypePdf },
  { format: 'csv', icon: IconFileTypeCsv },
  { format: 'json', icon: IconFileCode },
  { format: 'fhir', icon: IconHeartRateMonitor },
] as const

const filesOf = (clientId: ClientId | null): readonly FileChoice[] => [
  ...formats.map(
    ({ format, icon }): FileChoice => ({
      label: texts.formats[format],
      description: texts.history.as(texts.formats[format]),
      icon,
      make: clientId && ((options) => api.exports.history({ clientId, format }, options)),
    }),
  ),
  {
    label: texts.history.evidence,
    description: texts.history.evidenceLong,
    icon: IconFileZip,
    make: clientId && ((options) => api.exports.evidence({ clientId }, options)),
  },
]
