use crate::accounts::Visit;
use crate::ground::web::Problem;
use actix_web::HttpResponse;
macro_rules! st { ($($n:ident),*) => { $(pub async fn $n(_v: Visit) -> Result<HttpResponse, Problem> { Ok(HttpResponse::Ok().finish()) })* } }
st!(index, show, rename, describe, add_synonym, remove_synonym);
