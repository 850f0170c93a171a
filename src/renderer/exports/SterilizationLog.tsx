import { Button } from '@mantine/core'
import { IconFileTypeCsv, IconFileTypePdf } from '@tabler/icons-react'
import { useState } from 'react'
import { api } from '#renderer/api.ts'
import { DateField, Section } from '#renderer/ui/index.ts'
import { addDays, type CalendarDate, toCalendarDate } from '#shared/kernel/index.ts'
import { FileButtons, type FileChoice } from './FileButtons.tsx'
import { texts } from './texts.ts'

interface Span {
  from: CalendarDate | null
  to: CalendarDate | null
}

/** The log for an inspector, from one day to another, both included. */
export const SterilizationLog = ({ today }: { today: CalendarDate }) => {
  const presets = presetsOf(today)
  const [span, setSpan] = useState<Span>(presets.month)
  return (
    <Section title={texts.sterilization.title} description={texts.sterilization.description}>
      <div className="export-fields">
        <div className="export-presets">
          {(['month', 'year'] as const).map((name) => (
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
        {/* Another span is another question: what was refused before is gone. */}
        <FileButtons key={`${span.from} ${span.to}`} files={filesOf(span)} />
      </div>
    </Section>
  )
}

const presetsOf = (today: CalendarDate) => ({
  month: { from: addDays(today, -29), to: today },
  year: { from: toCalendarDate(`${today.slice(0, 4)}-01-01`), to: today },
})

const isSame = (one: Span, other: Span) => one.from === other.from && one.to === other.to

const formats = [
  { format: 'pdf', icon: IconFileTypePdf },
  { format: 'csv', icon: IconFileTypeCsv },
] as const

const filesOf = ({ from, to }: Span): readonly FileChoice[] =>
  formats.map(({ format, icon }) => ({
    label: texts.formats[format],
    description: texts.sterilization.as(texts.formats[format]),
    icon,
    make: from && to && ((options) => api.exports.sterilization({ from, to, format }, options)),
  }))
