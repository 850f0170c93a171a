import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { Router } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { cssVariablesResolver, theme } from '#renderer/ui/index.ts'
import { App } from './App.tsx'
import { ConnectionNotice } from './ConnectionNotice.tsx'
import { ErrorSurface } from './ErrorSurface.tsx'
import { queryClient } from './queryClient.ts'
import { Toasts } from './Toasts.tsx'

const colorSchemes = localStorageColorSchemeManager({ key: 'stratum:color-scheme' })

/** Everything around the application: theme, queries, addresses, and what catches a fall. */
export const Root = () => (
  <MantineProvider
    theme={theme}
    cssVariablesResolver={cssVariablesResolver}
    colorSchemeManager={colorSchemes}
    defaultColorScheme="auto"
  >
    <QueryClientProvider client={queryClient}>
      <Toasts />
      <Router hook={useHashLocation}>
        <ErrorSurface>
          <ConnectionNotice />
          <App />
        </ErrorSurface>
      </Router>
    </QueryClientProvider>
  </MantineProvider>
)
