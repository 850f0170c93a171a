import { Button } from '@mantine/core'
import { FindingList, Section, StatusBadge, ToneIcon } from '#renderer/ui/index.ts'
import type { ImportedCycle, ImportReport } from '#shared/imports/index.ts'
import { outcomeTones } from './outcomes.ts'
import { texts } from './texts.ts'

const words = texts.report

export interface ReportProps {
  report: ImportReport
  /** What was handed in, so that one of them can be mapped and read again. */
  files: readonly File[] | undefined
  onMap: (file: File) => void
  onClose: () => void
}

/** Every cycle and every file that could not be read; nothing is left out. */
export const Report = ({ report, files, onMap, onClose }: ReportProps) => {
  const unlogged = report.cycles.filter(({ match }) => match === 'unlogged').length
  return (
    <Section
      title={words.title}
      actions={
        <Button variant="default" onClick={onClose}>
          {words.close}
        </Button>
      }
    >
      <div className="report">
        <p role="status">{words.read(report.cycles.length, unlogged)}</p>
        {report.unreadable.length > 0 ? (
          <div className="report-unreadable" data-tone="decision">
            <h3>{words.unreadable}</h3>
            <ul>
              {report.unreadable.map(({ file, because }) => (
                <li key={`${file} ${because}`}>
                  <ToneIcon tone="decision" />
                  <div>
                    <p className="report-file">{file}</p>
                    <p>{because}</p>
                  </div>
                  <MapButton file={files?.find(({ name }) => name === file)} onMap={onMap} />
                </li>
              ))}
            </ul>
          </div>
        ) : null}
        <ul className="report-cycles">
          {report.cycles.map((cycle) => (
            <li key={`${cycle.file} ${cycle.serialNumber} ${cycle.cycleNumber}`}>
              <ReadCycle cycle={cycle} />
            </li>
          ))}
        </ul>
      </div>
    </Section>
  )
}

/** For what may be a table of columns: other files have no columns to name. */
const MapButton = ({ file, onMap }: { file: File | undefined; onMap: (file: File) => void }) =>
  file && /\.(?:csv|tsv|txt)$/i.test(file.name) ? (
    <Button variant="default" aria-label={words.mapOf(file.name)} onClick={() => onMap(file)}>
      {words.map}
    </Button>
  ) : null

const ReadCycle = ({ cycle }: { cycle: ImportedCycle }) => (
  <div className="report-cycle">
    <p className="report-cycle-head">
      <strong>{texts.cycles.open(cycle.cycleNumber)}</strong>
      <span className="imports-quiet">
        {cycle.machine} · {cycle.serialNumber} · {cycle.file}
      </span>
      <StatusBadge tone={outcomeTones[cycle.outcome]}>
        {texts.cycles.outcomes[cycle.outcome]}
      </StatusBadge>
      <StatusBadge tone={cycle.match === 'logged' ? 'cleared' : 'decision'}>
        {cycle.match === 'logged' ? texts.cycles.logged : texts.cycles.unlogged}
      </StatusBadge>
    </p>
    <FindingList label={texts.cycle.findings} findings={cycle.findings} />
  </div>
)
