// The faces of the screen, cut by unicode range: a page loads only the slices whose characters it shows.
import '@fontsource/noto-sans-sc/400.css'
import '@fontsource/noto-sans-sc/700.css'
