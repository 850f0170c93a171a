import { IconMapQuestion } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Suspense, useRef } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { query } from '#renderer/api.ts'
import { EmptyState, LinkButton, Loading, Page } from '#renderer/ui/index.ts'
import type { VaultStatus } from '#shared/vault/index.ts'
import { CommandPalette } from './CommandPalette.tsx'
import { destinationsOf } from './destinations.ts'
import { ErrorSurface } from './ErrorSurface.tsx'
import { Navigation } from './Navigation.tsx'
import { routes } from './routes.tsx'
import { texts } from './texts.ts'
import { RunningTimers } from './RunningTimers.tsx'
import { useLoadedAhead } from './useLoadedAhead.ts'
import { useRouteFocus } from './useRouteFocus.ts'
import './shell.css'

/** The unlocked application: navigation at the left, one page at the right. */
export const Shell = ({ status }: { status: VaultStatus }) => {
  const [location] = useLocation()
  const main = useRef<HTMLElement>(null)
  const practice = useQuery(query.practice.get.queryOptions())
  useRouteFocus(location, main)
  useLoadedAhead()
  const destinations = destinationsOf(practice.data?.details.sterilityMode)
  return (
    <div className="shell">
      <a
        href="#main"
        className="skip-link"
        onClick={(event) => {
          // The fragment is the route; the link only moves the focus.
          event.preventDefault()
          main.current?.focus()
        }}
      >
        {texts.skip}
      </a>
      <Navigation
        practiceName={practice.data?.details.name ?? status.practiceName ?? ''}
        isDemonstration={status.demonstration}
        destinations={destinations}
        person={practice.data?.current ?? null}
      />
      <RunningTimers timeZone={practice.data?.details.timeZone} />
      <main id="main" ref={main} tabIndex={-1} className="shell-main">
        <ErrorSurface key={location}>
          <Suspense fallback={<PageLoading />}>
            <Pages />
          </Suspense>
        </ErrorSurface>
      </main>
      <CommandPalette destinations={destinations} />
    </div>
  )
}

const Pages = () => (
  <Switch>
    {routes.map(({ path, Screen }) => (
      <Route key={path} path={path}>
        <Screen />
      </Route>
    ))}
    <Route>
      <Page title={texts.notFound.title}>
        <EmptyState
          icon={IconMapQuestion}
          title={texts.notFound.title}
          action={<LinkButton href="/">{texts.notFound.today}</LinkButton>}
        >
          {texts.notFound.text}
        </EmptyState>
      </Page>
    </Route>
  </Switch>
)

const PageLoading = () => (
  <div className="page">
    <Loading />
  </div>
)
