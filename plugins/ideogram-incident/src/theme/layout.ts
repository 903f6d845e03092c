/** The opposite of `ONE_COLUMN`, for `useMediaQuery`. */
export const TWO_COLUMNS = '(min-width: 1180px)';
/** One column: about 900 px of content beside the portal's sidebar. */
export const ONE_COLUMN = '@media (max-width: 1179.95px)';
/** For `useMediaQuery`: beside the portal's sidebar there is no room for a wide table. */
export const NARROW = '(max-width: 859.95px)';
/** The portal's sidebar is a bar at the bottom; fingers need 44 px. */
export const PHONE = '@media (max-width: 600px)';
/** The same, for `useMediaQuery`. */
export const ON_PHONE = '(max-width: 600px)';
export const REDUCED_MOTION = '@media (prefers-reduced-motion: reduce)';
