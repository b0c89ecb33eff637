# SOPs: the list of those published, checking, publishing.

sops-check-summary = { $services ->
    [one] 1 service
   *[other] { $services } services
} checked, { $scenarios ->
    [one] 1 scenario
   *[other] { $scenarios } scenarios
} played: { $errors ->
    [one] 1 error
   *[other] { $errors } errors
}, { $warnings ->
    [one] 1 warning
   *[other] { $warnings } warnings
}.
sops-check-missing = There is no folder { $folder }. Check its name; for example services/penelitian.
sops-check-no-folder = { $folder } is no folder. Name the service's folder, the one with sop.toml in it.
sops-check-not-a-service = The folder { $folder } has no sop.toml and no services' folders in it. Name the folder of a service (such as services/penelitian) or the one that holds all of them (such as services).

## The page of SOPs at the desk
nav-sops = SOPs
sops-title = Published SOPs
sops-lead = New applications follow the revision in force; running cases keep the revision that they began with.
sops-publish = Check again and publish
sops-who-publishes = Publishing is done by the application administrator.
sops-not-yours = Only the application administrator can publish SOPs. Ask the administrator to do it.
sops-service = Service
sops-version = Revision
sops-number = SOP number
sops-effective = In force since
sops-state = State
sops-in-force = In force
sops-scheduled = Scheduled
sops-superseded = Superseded
sops-findings = What has to be mended
sops-nothing-new = All SOPs in the folder of services are published. There is nothing new.
sops-published = Published: { $added }.
sops-none-published = Nothing was published.
sops-unharmed = SOPs with faults were left out. The office goes on with the revisions published before.
sops-unreadable = The folder of services cannot be read. The office goes on with the SOPs that are published.
