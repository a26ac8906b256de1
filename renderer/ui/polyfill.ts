// Imported first by every page and worker. Empty in the product; a build for an old Chromium puts core-js in its place.
export {}
