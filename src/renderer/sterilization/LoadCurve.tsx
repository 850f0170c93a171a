import { skipToken, useQuery } from '@tanstack/react-query'
import { query } from '#renderer/api.ts'
import { Failure, LinkButton, Loading, Section } from '#renderer/ui/index.ts'
import type { Load } from '#shared/sterilization/index.ts'
import { CycleCurve } from './CycleCurve.tsx'
import { texts } from './texts.ts'

const words = texts.loadPage

/** The measured cycle, where the machine's file was read; otherwise nothing. */
export const LoadCurve = ({ load }: { load: Load }) => {
  const kept = useQuery(query.imports.cycleOfLoad.queryOptions({ input: { loadId: load.id } }))
  const cycle = useQuery(
    query.imports.cycle.queryOptions({
      input: kept.data ? { cycleRecordId: kept.data.id } : skipToken,
    }),
  )
  if (!kept.data) return <Failure error={kept.error} />
  return (
    <Section
      title={words.curve}
      description={words.curveText}
      actions={
        <LinkButton variant="default" href={`/sterilization/files/${kept.data.id}`}>
          {words.curveFile}
        </LinkButton>
      }
    >
      {cycle.data ? (
        <CycleCurve reading={cycle.data.reading} programme={cycle.data.programme} />
      ) : cycle.error ? (
        <Failure error={cycle.error} />
      ) : (
        <Loading lines={4} />
      )}
    </Section>
  )
}
