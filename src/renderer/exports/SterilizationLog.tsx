import { Button, SegmentedControl } from '@mantine/core'
import { IconFileTypeCsv, IconFileTypePdf } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { api } from '#renderer/api.ts'
import { DateField, Section } from '#renderer/ui/index.ts'
import { addDays, type CalendarDate, toCalendarDate } from '#shared/kernel/index.ts'
import { FileButtons, type FileChoice } from './FileButtons.tsx'
import { texts } from './texts.ts'

interface Span {
  from: CalendarDate | null
  to: CalendarDate | null
}

/** What an inspector asks for, from one day to another, with clients' names or without. */
export const SterilizationLog = ({ today }: { today: CalendarDate }) => {
  const presets = presetsOf(today)
  const id = useId()
  const [span, setSpan] = useState<Span>(presets.month)
  const [namesClients, setNamesClients] = useState(false)
  return (
    <Section title={texts.sterilization.title} description={texts.sterilization.description}>
      <div className="export-fields">
        <div className="export-presets">
          {(['month', 'half', 'year'] as const).map((name) => (
            <Button
              key={name}
              variant="default"
              size="sm"
              aria-pressed={isSame(span, presets[name])}
              onClick={() => setSpan(presets[name])}
            >
              {texts.sterilization.presets[name]}
            </Button>
          ))}
        </div>
        <div className="export-span">
          <DateField
            label={texts.sterilization.from}
            value={span.from}
            onChange={(from) => setSpan((now) => ({ ...now, from }))}
          />
          <DateField
            label={texts.sterilization.to}
            value={span.to}
            onChange={(to) => setSpan((now) => ({ ...now, to }))}
          />
        </div>
        <div>
          <p id={id} className="mantine-InputWrapper-label">
            {texts.sterilization.clients}
          </p>
          <SegmentedControl
            aria-labelledby={id}
            data={[
              { value: 'masked', label: texts.sterilization.masked },
              { value: 'named', label: texts.sterilization.named },
            ]}
            value={namesClients ? 'named' : 'masked'}
            onChange={(value) => setNamesClients(value === 'named')}
          />
        </div>
        {/* Another span is another question: what was refused before is gone. */}
        <FileButtons
          key={`${span.from} ${span.to} ${namesClients}`}
          files={filesOf(span, namesClients)}
        />
        <p className="export-help">{texts.sterilization.help}</p>
      </div>
    </Section>
  )
}

const presetsOf = (today: CalendarDate) => ({
  month: { from: addDays(today, -29), to: today },
  half: { from: addDays(today, -182), to: today },
  year: { from: toCalendarDate(`${today.slice(0, 4)}-01-01`), to: today },
})

const isSame = (one: Span, other: Span) => one.from === other.from && one.to === other.to

const formats = [
  { format: 'pdf', icon: IconFileTypePdf },
  { format: 'csv', icon: IconFileTypeCsv },
] as const

const filesOf = ({ from, to }: Span, namesClients: boolean): readonly FileChoice[] =>
  formats.map(({ format, icon }) => ({
    label: texts.formats[format],
    description: texts.sterilization.as(texts.formats[format]),
    icon,
    make:
      from &&
      to &&
      ((options) => api.exports.sterilization({ from, to, format, namesClients }, options)),
  }))
