import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, query } from '#renderer/api.ts'
import { RoomParts } from '#renderer/sterilization/index.ts'
import { Failure, Loading, Page } from '#renderer/ui/index.ts'
import { DropFiles } from './DropFiles.tsx'
import { KeptCycles } from './KeptCycles.tsx'
import { MappingDialog } from './MappingDialog.tsx'
import { Report } from './Report.tsx'
import { texts } from './texts.ts'
import { WatchedFolder } from './WatchedFolder.tsx'
import './imports.css'

/** `/sterilization/files` */
export const FilesPage = () => {
  const practice = useQuery(query.practice.get.queryOptions())
  const [mapped, setMapped] = useState<File | null>(null)
  const reading = useReading()
  const zone = practice.data?.details.timeZone
  return (
    <Page title={texts.title}>
      <RoomParts />
      <DropFiles busy={reading.isPending} onFiles={reading.mutate} />
      <Failure error={reading.error ?? practice.error} />
      {reading.data ? (
        <Report
          report={reading.data}
          files={reading.variables}
          onMap={setMapped}
          onClose={reading.reset}
        />
      ) : null}
      {zone ? (
        <>
          <KeptCycles zone={zone} />
          <WatchedFolder zone={zone} />
        </>
      ) : (
        <Loading lines={5} />
      )}
      <MappingDialog
        file={mapped}
        onClose={() => setMapped(null)}
        onSaved={(file) => reading.mutate([file])}
      />
    </Page>
  )
}

const useReading = () => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (files: File[]) => api.imports.sterilizerFiles({ files }),
    onSuccess: () => queries.invalidateQueries({ queryKey: query.imports.key() }),
  })
}
