import { IconFileZip } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { api, query } from '#renderer/api.ts'
import { Failure, Loading, Page, Section } from '#renderer/ui/index.ts'
import { ChangeLog } from './ChangeLog.tsx'
import { ClientHistory } from './ClientHistory.tsx'
import { FileButtons, type FileChoice } from './FileButtons.tsx'
import { SterilizationLog } from './SterilizationLog.tsx'
import { texts } from './texts.ts'
import './exports.css'

/** `/exports`: what is handed over, and the change log with its proof. */
export const ExportsPage = () => {
  const practice = useQuery(query.practice.get.queryOptions())
  const { data } = practice
  return (
    <Page title={texts.title} description={texts.description}>
      {data ? (
        <>
          <div className="export-cards">
            <ClientHistory />
            {data.details.sterilityMode === 'single-use-only' ? null : (
              <SterilizationLog today={data.today} />
            )}
          </div>
          <Section title={texts.practice.title} description={texts.practice.description}>
            <FileButtons files={wholePractice} />
          </Section>
          <ChangeLog zone={data.details.timeZone} people={data.people} />
        </>
      ) : (
        <Loading lines={6} />
      )}
      <Failure error={practice.error} />
    </Page>
  )
}

const wholePractice: readonly FileChoice[] = [
  {
    label: texts.practice.zip,
    description: texts.practice.zip,
    icon: IconFileZip,
    make: (options) => api.exports.practice(undefined, options),
  },
]
