import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type SyntheticEvent, useState } from 'react'
import { api, query } from '#renderer/api.ts'
import { Failure, formatMoment, Loading, Section, toast, ToneIcon } from '#renderer/ui/index.ts'
import { instant } from '#shared/kernel/index.ts'
import { texts } from './texts.ts'

const words = texts.folder

/** A folder on this machine that is read by itself. */
export const WatchedFolder = ({ zone }: { zone: string }) => {
  const settings = useQuery(query.imports.settings.queryOptions())
  return (
    <Section title={words.title} description={words.text}>
      {settings.data ? (
        <div className="report">
          <FolderForm key={settings.data.folder} folder={settings.data.folder} />
          <p className="imports-quiet">{standing(settings.data, zone)}</p>
          {settings.data.unreadable.length > 0 ? (
            <div className="report-unreadable" data-tone="decision">
              <h3>{words.unreadable}</h3>
              <ul>
                {settings.data.unreadable.map(({ file, because }) => (
                  <li key={`${file} ${because}`}>
                    <ToneIcon tone="decision" />
                    <div>
                      <p className="report-file">{file}</p>
                      <p>{because}</p>
                    </div>
                  </li>
                ))}
              </ul>
            </div>
          ) : null}
        </div>
      ) : settings.error ? (
        <Failure error={settings.error} />
      ) : (
        <Loading lines={2} />
      )}
    </Section>
  )
}

const standing = (
  { folder, lastLookedAt }: { folder: string | null; lastLookedAt: string | null },
  zone: string,
) => {
  if (folder === null) return words.none
  const looked = instant.safeParse(lastLookedAt)
  return looked.success ? words.lastLooked(formatMoment(looked.data, zone)) : ''
}

const FolderForm = ({ folder }: { folder: string | null }) => {
  const queries = useQueryClient()
  const [typed, setTyped] = useState(folder ?? '')
  const watch = useMutation({
    mutationFn: (next: string | null) => api.imports.watchFolder({ folder: next }),
    onSuccess: async (_done, next) => {
      await queries.invalidateQueries({ queryKey: query.imports.key() })
      toast.done(next === null ? words.stopped : words.saved)
    },
  })
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (typed.trim() !== '') watch.mutate(typed.trim())
  }
  return (
    <form className="folder-form" onSubmit={onSubmit}>
      <TextInput
        label={words.label}
        placeholder={words.placeholder}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        spellCheck={false}
        maxLength={1000}
      />
      <Button
        type="submit"
        variant="default"
        loading={watch.isPending}
        disabled={typed.trim() === '' || typed.trim() === folder}
      >
        {words.save}
      </Button>
      {folder === null ? null : (
        <Button variant="subtle" onClick={() => watch.mutate(null)}>
          {words.stop}
        </Button>
      )}
      <Failure error={watch.error} />
    </form>
  )
}
