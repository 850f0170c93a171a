import { useQuery } from '@tanstack/react-query'
import { query } from '#renderer/api.ts'
import { Failure, Loading, Page } from '#renderer/ui/index.ts'
import { AgreementSection } from './AgreementSection.tsx'
import { AppearanceSection } from './AppearanceSection.tsx'
import { PassphraseSection } from './PassphraseSection.tsx'
import { PeopleSection } from './PeopleSection.tsx'
import { PracticeSection } from './PracticeSection.tsx'
import { RulesSection } from './RulesSection.tsx'
import { SterilitySection } from './SterilitySection.tsx'
import { SterilizationRulesSection } from './SterilizationRulesSection.tsx'
import { ZoneCapsSection } from './ZoneCapsSection.tsx'
import { texts } from './texts.ts'
import './settings.css'

/** `/settings`: the practice, its people, its rules; the passphrase and the look. */
export const SettingsPage = () => {
  const practice = useQuery(query.practice.get.queryOptions())
  const { data } = practice
  const mayEdit = data?.current.role === 'owner'
  return (
    <Page title={texts.title} description={data && !mayEdit ? texts.notOwner : texts.description}>
      {data ? (
        <>
          <div className="settings-columns">
            <PracticeSection details={data.details} mayEdit={mayEdit} />
            <SterilitySection details={data.details} mayEdit={mayEdit} />
          </div>
          <PeopleSection
            people={data.people}
            current={data.current}
            today={data.today}
            mayEdit={mayEdit}
          />
          <RulesSection rules={data.rules} zone={data.details.timeZone} mayEdit={mayEdit} />
          <ZoneCapsSection rules={data.rules} today={data.today} mayEdit={mayEdit} />
          <AgreementSection />
          {data.details.sterilityMode === 'reprocesses' ? (
            <SterilizationRulesSection rules={data.rules} today={data.today} mayEdit={mayEdit} />
          ) : null}
          <div className="settings-columns">
            <PassphraseSection />
            <AppearanceSection />
          </div>
        </>
      ) : (
        <Loading lines={8} />
      )}
      <Failure error={practice.error} />
    </Page>
  )
}
