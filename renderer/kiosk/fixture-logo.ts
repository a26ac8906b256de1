/** The emblem of an invented house: a ring around a dot. */
export const SAMPLE_LOGO = [
  'iVBORw0KGgoAAAANSUhEUgAAADAAAAAwCAYAAABXAvmHAAAAvUlEQVR42u2ayw2AMAxD2aR7sjxMwKHETmrLlTg28VOlfLmuHJNzr/XsfpKij4',
  'BBCm8HYYqnQnQIp4FMiIdBTIovQzAd0SG6npnmpztaQP1NhTqI3+lkU/Z/Qsr/rQElnm3j004VABlR4AAT5fTW3YozVpbdujshvmo/AB0FWwAC',
  'EIAAGAMkkXUBSNRC8tWofT8g0ZHJ98QWUwn5uZDFZM5iNio/nbbYD1hsaCx2ZBZbSps9scWm3uZfiRPOC6AKssUyKotMAAAAAElFTkSuQmCC',
].join('')
