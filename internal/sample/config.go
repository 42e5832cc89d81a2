package sample

import "strings"

// config is the sample's goldenratio.yaml. The title of each scope says that
// it is synthetic, so that it does wherever the scope is shown.
const config = `# A synthetic community, written by goldenratio sample. Nothing in it is real.
data: ./golden-data

scopes:
  - {id: demo, title: Demo (synthetic), releases: 'RELEASE-*'}
  - {id: demo/hypervisor, title: Demo hypervisor (synthetic), releases: 'RELEASE-*'}
  - {id: demo/tools, title: Demo tools (synthetic)}

lists:
  - {id: example-devel, scope: demo/hypervisor, addresses: [example-devel@lists.example.org], kind: developers}
  - {id: example-users, scope: demo, addresses: [example-users@lists.example.org], kind: users}

bots:
  - {address: ci-robot@example.org, reason: posts test results}

sources:
  - {id: example-devel, type: mbox, synthetic: true, list: example-devel, paths: ['lists/example-devel/*.mbox', 'lists/example-devel/*.mbox.gz']}
  - {id: example-users, type: mbox, synthetic: true, list: example-users, paths: ['lists/example-users/*.mbox', 'lists/example-users/*.mbox.gz']}
  - {id: hypervisor, type: git, synthetic: true, scope: demo/hypervisor, url: hypervisor.git}
  - {id: tools, type: git, synthetic: true, scope: demo/tools, url: tools.git}
`

// configuration is what a sample with these options and these further sources needs.
func configuration(o Options, more string) string {
	config := withFirms(config, o) + more
	config = strings.Replace(config, "\nsources:", datesConfig+"\nsources:", 1)
	if !o.Forge {
		return config
	}
	const scope = "  - {id: forge, title: Demo on a forge (synthetic), releases: 'v*'}\n"
	const source = "  - {id: console, type: git, synthetic: true, scope: forge, url: console.git}\n"
	return strings.Replace(config, "\nlists:", scope+"\nlists:", 1) + source
}
