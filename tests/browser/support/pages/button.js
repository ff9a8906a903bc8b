/** The button that sends the form of a page. */
export const button = (page) => page.locator('main form button.primary').first();
