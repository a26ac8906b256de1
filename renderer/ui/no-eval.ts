import { config } from 'zod'

// The page's CSP forbids making code from text. Imported before any schema: zod would try when the first one is made.
config({ jitless: true })
