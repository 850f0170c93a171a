import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
// Mantine's styles first: what follows may then say otherwise.
import './ui/styles.css'
import { Root } from './app/index.ts'

const element = document.getElementById('root')
if (!element) throw new Error('index.html has no element with the id root.')

createRoot(element).render(
  <StrictMode>
    <Root />
  </StrictMode>,
)
