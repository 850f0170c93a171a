import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '#renderer/api.ts'
import { type Instant, toInstant } from '#shared/kernel/index.ts'

const queryKey = ['exports', 'verification']

/**
 * The verification of the whole records file, asked for by hand. What it found stays until the
 * practice is locked, with the moment when it was found.
 */
export const useVerification = () => {
  const queries = useQueryClient()
  const [paper, setPaper] = useState('')
  const [head, setHead] = useState('')
  const checked = useQuery({
    queryKey,
    queryFn: ({ signal }) =>
      api.audit.verify(
        {
          fingerprints: linesOf(paper),
          ...(head.trim() === '' ? {} : { since: head.trim() }),
        },
        { signal },
      ),
    enabled: false,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  })
  const at: Instant | null = checked.data ? toInstant(new Date(checked.dataUpdatedAt)) : null
  return {
    result: checked.data ?? null,
    at,
    isRunning: checked.isFetching,
    error: checked.isFetching ? null : checked.error,
    /** Fingerprints as they stand on paper, one on each line. */
    paper,
    setPaper,
    /** A head of the log as it stands on paper. */
    head,
    setHead,
    run: () => void checked.refetch(),
    cancel: () => void queries.cancelQueries({ queryKey }),
  }
}

export type VerificationRun = ReturnType<typeof useVerification>

const linesOf = (paper: string) =>
  paper
    .split(/[\n,;]/)
    .map((fingerprint) => fingerprint.trim())
    .filter((fingerprint) => fingerprint !== '')
