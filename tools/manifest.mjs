/**
 * The one manifest, as each browser wants it: `manifest.json` at the top level is Chrome's, and
 * Firefox's is derived from it here. Pure: text of the file in, text of the file out.
 */

/** @type {Record<string, (source: any) => any>} */
const transforms = {
  chrome: (source) => source,

  firefox: (source) => {
    const {
      // Chrome's store identity; Firefox has its own, below.
      key,
      // Firefox warns about what it does not know. Of a policy it wants no schema.
      minimum_chrome_version,
      storage,
      ...rest
    } = source;
    return {
      ...rest,
      // Firefox runs the background as an event page and has no service workers for extensions.
      background: { scripts: [source.background.service_worker] },
      browser_specific_settings: {
        gecko: {
          id: 'vanguard@gitlab-support.example',
          // The first version that knows data_collection_permissions on Android too.
          strict_min_version: '142.0',
          // What is filed, the ticket's text, goes with the agent's token to the GitLab that the agent signed in to,
          // when the agent files it. There is no telemetry and no server of ours.
          data_collection_permissions: { required: ['authenticationInfo', 'websiteContent'] },
        },
      },
    };
  },
};

export const browsers = Object.keys(transforms);

/**
 * @param {string} source text of manifest.json
 * @param {string} browser one of `browsers`
 */
export function manifestFor(source, browser) {
  return `${JSON.stringify(transforms[browser](JSON.parse(source)), null, 2)}\n`;
}
