import '../polyfill.ts'
// Its own entry, so that what an old Chromium lacks is there before pdf.js runs. It listens to the page by itself.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs'
