import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Section } from '#renderer/ui/index.ts'
import type { CalendarDate } from '#shared/kernel/index.ts'
import type { Load, SporeTest } from '#shared/sterilization/index.ts'
import { RecordSporeTestDialog } from './RecordSporeTestDialog.tsx'
import { SporeTestList } from './SporeTestList.tsx'
import { texts } from './texts.ts'

interface LoadSporeTestsProps {
  load: Load
  tests: readonly SporeTest[]
  zone: string
  today: CalendarDate
}

export const LoadSporeTests = ({ load, tests, zone, today }: LoadSporeTestsProps) => {
  const [isOpen, dialog] = useDisclosure(false)
  return (
    <Section
      title={texts.loadPage.sporeTests}
      actions={
        <Button variant="default" onClick={dialog.open}>
          {texts.loadPage.recordSporeTest}
        </Button>
      }
    >
      {tests.length === 0 ? (
        <p className="load-quiet">{texts.loadPage.noSporeTests}</p>
      ) : (
        <SporeTestList tests={tests} zone={zone} />
      )}
      <RecordSporeTestDialog
        opened={isOpen}
        loads={[load]}
        zone={zone}
        today={today}
        onClose={dialog.close}
      />
    </Section>
  )
}
