import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const host = process.env['STRATUM_HOST'] ?? 'http://127.0.0.1:4717'

// For `npm run dev` without Electron. The loopback host answers only its own Host and Origin, so
// the calls that pass through here are given them; the token is checked as ever.
export default defineConfig({
  root: `${import.meta.dirname}/src/renderer`,
  plugins: [react()],
  server: {
    host: '127.0.0.1',
    strictPort: true,
    proxy: {
      '/rpc': {
        target: host,
        changeOrigin: true,
        configure: (proxy) => {
          proxy.on('proxyReq', (request) => request.setHeader('origin', host))
        },
      },
    },
  },
})
