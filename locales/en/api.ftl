# The API's answers when something cannot be done.
api-problem-unreadable-title = The request cannot be read
api-problem-unreadable-detail = This request cannot be read. Check its address, parameters and body against the OpenAPI document.
api-problem-unauthenticated-title = Not signed in
api-problem-unauthenticated-detail = This address needs an access token. Make one on the Account page and send it as “Authorization: Bearer satupintu_…”. If you sent one, it may have been revoked or have expired.
api-problem-forbidden-title = Not allowed
api-problem-forbidden-detail = This account may not do that. Use an account that holds a role for this work.
api-problem-not-found-title = Not found
api-problem-not-found-detail = There is no such address, or not for this account. Check the address and its numbers again.
api-problem-wrong-method-title = Not a method of this address
api-problem-wrong-method-detail = This address does not take that method. The header Allow names those that it takes.
api-problem-stale-title = It has changed
api-problem-stale-detail = The case has changed since you read it. Read it again, then decide.
api-problem-wrong-state-title = Not possible now
api-problem-wrong-state-detail = The application is in no state for this. Read it again to see what can be done.
api-problem-too-large-title = Too large
api-problem-too-large-detail = The body is larger than the limit. Make the file smaller, then send it again.
api-problem-wrong-media-title = Not a media type of this address
api-problem-wrong-media-detail = This address takes another media type. Send JSON with “Content-Type: application/json”, and files as “multipart/form-data”.
api-problem-invalid-title = Something must be corrected
api-problem-invalid-detail = Some answers must be corrected before this can be sent. Check the marked parts.
api-problem-too-many-title = Too often
api-problem-too-many-detail = Too many tries in a short time. Wait a minute, then try again.
api-problem-failure-title = Our failure
api-problem-failure-detail = Something went wrong on our side and is in our log. Try again with the same Idempotency-Key; if it fails again, tell the office the number of this request.
api-problem-unavailable-title = Not available now
api-problem-unavailable-detail = The database does not answer. Wait a moment, then send it again with the same Idempotency-Key: it will not be done twice.

# The progress of an application.
api-progress-filed = The application was received.
api-progress-reopened = The application was reopened.
api-progress-withdrawn = The applicant withdrew the application.
