import { defineConfig } from 'vite'
import { kioskConfig } from './kiosk-config.ts'

export default defineConfig({
  ...kioskConfig({ oldChromium: process.env.VITE_OLD_CHROMIUM === '1', page: 'index.html' }),
})
