import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useLocation } from 'wouter'
import { api, query, refusalOf } from '#renderer/api.ts'
import { DraftNotice, FormBar, useDraftForm } from '#renderer/drafts/index.ts'
import { Failure, Loading, Page, toast } from '#renderer/ui/index.ts'
import type { CalendarDate } from '#shared/kernel/index.ts'
import { ClientFields } from './ClientFields.tsx'
import { emptyClient, newClientOn, typedClient } from './clientForm.ts'
import { FlagChoices } from './FlagChoices.tsx'
import { texts } from './texts.ts'

export const NewClientPage = () => {
  const practice = useQuery(query.practice.get.queryOptions())
  return (
    <Page
      title={texts.form.title}
      description={texts.form.description}
      back={{ href: '/clients', label: texts.title }}
      width="reading"
    >
      {practice.data ? <NewClientForm today={practice.data.today} /> : <Loading lines={8} />}
      <Failure error={practice.error} />
    </Page>
  )
}

const NewClientForm = ({ today }: { today: CalendarDate }) => {
  const [, goTo] = useLocation()
  const queries = useQueryClient()
  /** Two clients may share name and birth date; then it is said once, by pressing another button. */
  const isAnotherPerson = useRef(false)
  const form = useDraftForm({
    kind: 'client',
    key: 'new',
    initial: emptyClient,
    typed: typedClient,
    read: (values) => newClientOn(today).safeParse(values),
    write: ({ flags, ...details }) =>
      api.clients.create({ details, flags, anotherPerson: isAnotherPerson.current }),
    onWritten: (client) => {
      void queries.invalidateQueries({ queryKey: query.clients.key() })
      toast.done(texts.form.saved(client.name))
      goTo(`/clients/${client.id}`)
    },
  })
  const isSamePerson = refusalOf(form.error)?.some(({ code }) => code === 'clients.same-person')

  if (form.draft.isLoading) return <Loading lines={8} />
  return (
    <form {...form.form} className="form-sections">
      <DraftNotice draft={form.draft} />
      <ClientFields
        form={form}
        today={today}
        surface="card"
        flags={
          <FlagChoices value={form.values.flags} onChange={(kinds) => form.set('flags', kinds)} />
        }
      />
      <Failure error={form.error} />
      <FormBar form={form} submitLabel={texts.form.save}>
        {isSamePerson ? (
          <Button
            type="submit"
            variant="default"
            onClick={() => {
              isAnotherPerson.current = true
            }}
          >
            {texts.form.samePerson}
          </Button>
        ) : null}
      </FormBar>
    </form>
  )
}
